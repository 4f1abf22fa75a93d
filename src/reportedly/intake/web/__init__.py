"""Reports from the web: pages, feeds, sitemaps, archives, lists of addresses."""
