"""What is kept of the resource library: resources, courses, suggestions, reports and looks at links."""
