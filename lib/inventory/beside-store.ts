/** Of the tables of the inventory what one query alone needs: rules of firewalls. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { FactValue } from './model.ts';
import { itemColumns, itemTables, type ItemRow } from './store.ts';

export interface RuleRow extends ItemRow {
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Keys of what its relations let through, and of what they say is behind it. */
  readonly allowed: readonly string[];
  readonly protects: readonly string[];
}

const endsOf = (kind: 'allows' | 'protects'): string =>
  `array(select o.key from inventory_relation r join inventory_item o on o.id = r.to_id
     where r.from_id = i.id and r.kind = '${kind}')`;

/** Every firewall rule with what it says and where its relations lead. */
export function readRules(sql: Sql): Promise<RuleRow[]> {
  return sql.rows<RuleRow>(
    `select ${itemColumns}, coalesce((select jsonb_object_agg(f.attribute, f.value)
       from inventory_fact f
       where f.item_id = i.id and f.state = 'value'), '{}') as facts,
       ${endsOf('allows')} as allowed, ${endsOf('protects')} as protects
     from ${itemTables} where i.kind = 'firewall-rule' order by i.estate, i.position, i.key`,
  );
}
