"""The reading room: a web page on which people look at a case, check what the machine read and correct it.

`sayso.room.app.application` makes the web application; `sayso serve` runs it. Everything that it needs is in the
package, so that it works with the network cut.
"""
