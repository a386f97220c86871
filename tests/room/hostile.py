"""Words that a report could hold to make a page run something or ask for something. Each tries; none may."""

from __future__ import annotations

RUN = "window.ran=1"
FAR = "//far.example/x"

MARKUP = (
    "<script>{run}</script>",
    "<SCRIPT>{run}</SCRIPT>",
    "<script src={far}></script>",
    "</script><script>{run}</script>",
    "<img src=x onerror={run}>",
    "<img src={far}>",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x>",
    "<svg><use href={far}#x>",
    "<svg><image href={far}>",
    "<iframe src={far}></iframe>",
    "<iframe srcdoc='<script>{run}</script>'></iframe>",
    "<object data={far}></object>",
    "<embed src={far}>",
    "<link rel=stylesheet href={far}>",
    "<style>@import '{far}';</style>",
    "<base href={far}>",
    "<meta http-equiv=refresh content='0;url={far}'>",
    "<video src={far} onerror={run}></video>",
    "<audio src={far} onerror={run}></audio>",
    "<details open ontoggle={run}>",
    "<body onload={run}>",
    "<input autofocus onfocus={run}>",
    "<form action={far}><button>x</button></form>",
    "<math><mtext><script>{run}</script>",
    "<a href=javascript:{run}>x</a>",
    "<template><script>{run}</script></template>",
    "<noscript><img src=x onerror={run}>",
    "<marquee onstart={run}>x</marquee>",
    "<div style='background:url({far})'>x</div>",
    "<x onclick={run} tabindex=1 id=x>",
    "<div hx-get='{far}' hx-trigger=load></div>",
    "<div hx-on::load='{run}'></div>",
    "<div data-hx-get='{far}' hx-trigger='load'>",
    "<button hx-post='/c/hostile/gather' hx-trigger=load></button>",
    "<div hx-vals='js:{{x:{run}}}' hx-get=/ hx-trigger=load>",
)
BREAKOUTS = ('"', "'", "`", '">', "'>", "-->", "]]>", "</title>", "</textarea>", "</style>", "</svg>", "</select>")
PLAIN = (
    '" onmouseover="{run}',
    "' onfocus='{run}' autofocus='",
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    "data:text/html,<script>{run}</script>",
    "{{{{7*7}}}}{run}",
    "${{{run}}}",
    "{{% print 1 %}}",
    "<%= {run} %>",
    "#{{{run}}}",
    "&lt;script&gt;{run}&lt;/script&gt;",
    "&#60;img src=x onerror={run}&#62;",
    "\\u003cscript\\u003e{run}",
    "%3Cscript%3E{run}%3C/script%3E",
    "+ADw-script+AD4-{run}",
    "\x00<script>{run}</script>",
    "<scr\x00ipt>{run}</scr\x00ipt>",
    "\u2028{run}//",
    "\u202e<script>{run}</script>",
    "\ufeff<svg onload={run}>",
    "＜script＞{run}＜/script＞",
    "<\u00a0script>{run}",
    "expression({run})",
    "url({far})",
    "@import '{far}'",
    "<!--<img src=x onerror={run}>-->",
    "<![CDATA[<script>{run}</script>]]>",
    "<?xml-stylesheet href='{far}'?>",
    "http:{far}?<script>{run}</script>",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE reports; --",
    "%_%' OR 1=1 --",
    "../../../../etc/passwd",
    "A" * 3000,
    "e\u0301" * 400,
    "\n\r\t{run}\n",
)
_BROKEN_OUT = tuple(f"{out}{MARKUP[4 * number % len(MARKUP)]}" for number, out in enumerate(BREAKOUTS))
_TWICE = tuple(f"{one}{other}" for one, other in zip(MARKUP[:35], reversed(MARKUP), strict=False))

PAYLOADS = tuple(dict.fromkeys(text.format(run=RUN, far=FAR) for text in (*MARKUP, *PLAIN, *_BROKEN_OUT, *_TWICE)))[
    :120
]
"""One hundred and twenty of them."""
