"""A build -> one HTML file that shows it without a network: map, series, lists, filters, rows and their evidence."""
