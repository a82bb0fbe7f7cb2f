export interface KindSource {
  readonly file: string;
  readonly text: string;
}
export declare function kindSources(): KindSource[];
export declare function kindsList(sources?: readonly KindSource[]): string;
export declare function writeKindsList(): void;
