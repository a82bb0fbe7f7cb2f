/** The values are those of `app/globals.css`, which this page does without. */
export const styles = `
:root{color-scheme:light dark;--page:light-dark(#ffffff,#0f1720);--sunk:light-dark(#f0f4f5,#0a1118);
--ink:light-dark(#212b32,#e8edee);--muted:light-dark(#4c6272,#a7b6c1);
--rule:light-dark(#d8dde0,#26333f);--rule-strong:light-dark(#aeb7bd,#46586a);
--control:light-dark(#768692,#74879a);--link:light-dark(#005eb8,#82bdf5);
--link-hover:light-dark(#7c2855,#e3a9c8);--ok-fg:light-dark(#00612d,#6fd598);
--warn-fg:light-dark(#7a4b00,#ffc65c);--warn-bg:light-dark(#fff3d1,#33260a);
--warn-fill:light-dark(#cf7a00,#e39a1e);--bad-fg:light-dark(#a81c11,#ff9a90);
--bad-bg:light-dark(#fce9e7,#3a1613);--bad-fill:light-dark(#d5281b,#ee5145);
--off-fg:light-dark(#4c6272,#a7b6c1);--nk-fg:light-dark(#425563,#b4c1cb);
--nk-a:light-dark(#ffffff,#0f1720);--nk-b:light-dark(#dbe1e4,#33424f);
--bar:light-dark(#005eb8,#002a6b);--env:light-dark(#425563,#5b6f7e);--env-fg:#ffffff}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
.env-production{--env:light-dark(#7c2855,#a13a71)}
.env-rehearsal{--env:#ffb81c;--env-fg:#212b32}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:17px/26px Arial,'Liberation Sans',Helvetica,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ul,dl,dd{margin:0;padding:0}ul{list-style:none}
a{color:var(--link)}a:hover{color:var(--link-hover)}
a:focus-visible,button:focus-visible{outline:3px solid #ffeb3b;outline-offset:0;background:#ffeb3b;
color:#212b32;box-shadow:0 0 0 5px #212b32}
.skip{position:absolute;left:-999em}.skip:focus{left:16px;top:8px}
.symbols{position:absolute}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;
white-space:nowrap}
.i{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:2;
stroke-linecap:round;stroke-linejoin:round}
.bar{background:var(--bar);color:#fff;border-bottom:4px solid var(--env)}
.bar div{max-width:760px;margin:0 auto;padding:12px 20px;display:flex;flex-wrap:wrap;
align-items:center;gap:4px 12px;font-size:18px;font-weight:700}
.tag{background:var(--env);color:var(--env-fg);font-size:13px;line-height:26px;padding:0 8px;
border-radius:4px;margin-left:auto}
main{max-width:760px;margin:0 auto;padding:28px 20px 48px}
h1{font-size:34px;line-height:40px;letter-spacing:-.4px}
h2{font-size:22px;line-height:28px;margin-top:40px;padding-bottom:8px;
border-bottom:1px solid var(--rule-strong)}
.lead{font-size:20px;line-height:30px;margin-top:8px}
.small{font-size:15px;line-height:22px;color:var(--muted);margin-top:8px}
.old{margin-top:16px;padding:10px 14px;background:var(--warn-bg);
border-left:8px solid var(--warn-fill)}
.issue{border-left:8px solid var(--bad-fill);padding:2px 0 2px 20px;margin-top:26px}
.issue.partly{border-color:var(--warn-fill)}
.issue h2{font-size:20px;line-height:28px;margin:0;padding:0;border:0}
.issue p.since{margin-top:6px;display:flex;flex-wrap:wrap;align-items:center;gap:2px 12px;
font-size:15px;color:var(--muted)}
dl{display:grid;grid-template-columns:150px minmax(0,1fr);gap:10px 16px;margin-top:10px}
dt{font-weight:700;font-size:16px}
.say{background:var(--sunk);padding:10px 14px;border-left:4px solid var(--link);
white-space:pre-line}
.say small{display:block;font-size:15px;line-height:22px;color:var(--muted)}
button{display:block;margin-top:10px;min-height:40px;padding:0 12px;
font:700 15px/20px Arial,'Liberation Sans',Helvetica,sans-serif;
color:var(--link);background:var(--page);border:1px solid var(--control);
border-radius:4px;cursor:pointer}
[hidden]{display:none!important}
.state{display:inline-flex;align-items:center;gap:7px;font-weight:400;color:var(--ok-fg)}
.state.problem{color:var(--bad-fg);font-weight:700}.state.partly{color:var(--warn-fg);
font-weight:700}
.state.planned{color:var(--off-fg)}
.state.cannot-tell{color:var(--nk-fg);font-size:15px;font-weight:700;padding:0 8px;
border:1px dashed var(--control);border-radius:4px;
background:repeating-linear-gradient(135deg,var(--nk-a) 0 4px,var(--nk-b) 4px 7px)}
.state.cannot-tell b{background:var(--nk-a);padding:0 3px}
.issue .state{padding:0 10px 0 8px;line-height:28px;border-radius:4px;background:var(--bad-bg)}
.issue .state.partly{background:var(--warn-bg)}
.services li{display:flex;gap:4px 16px;align-items:flex-start;padding:11px 0;
border-bottom:1px solid var(--rule)}
.services li>:last-child{margin-left:auto;flex:none}
.services small{display:block;font-size:15px;line-height:21px;color:var(--muted)}
.dated{font-size:16px}
.dated li{display:grid;grid-template-columns:196px minmax(0,1fr);gap:16px;padding:10px 0;
border-bottom:1px solid var(--rule)}
.dated li>:first-child{color:var(--muted)}
.after{padding-top:12px}
@media (max-width:700px){main{padding:20px 16px 40px}h1{font-size:28px;line-height:34px}
.lead{font-size:18px;line-height:27px}.issue{padding-left:14px}
dl,.dated li{grid-template-columns:minmax(0,1fr);gap:2px}dd{margin-bottom:10px}
.services li{flex-wrap:wrap}.services li>:last-child{margin-left:0}
.services li>:first-child{flex:1 0 100%}.bar div{font-size:16px;padding:10px 16px}}
@media print{.bar{color:#000;background:none}button,.skip{display:none}}
`;
