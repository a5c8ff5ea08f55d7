"""A gallery: a folder of HTML that shows a catalog's fights in any browser, from the disk or from a web server.

It holds data, written here, and a page with its style and its code, which lie in ``resources/gallery``. Nothing in it
asks the network, and no text of a catalog is ever read as HTML: it stands in scripts as JSON, and is shown as text.
"""
