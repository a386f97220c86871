"""How the documentation is built: Sphinx, Markdown through MyST, nothing fetched from elsewhere."""

from importlib.metadata import version as version_of

project = "sayso"
author = "the sayso contributors"
project_copyright = "the sayso contributors"
release = version = version_of("sayso")

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"sayso {release}"
html_show_sourcelink = False
