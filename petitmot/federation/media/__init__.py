"""Pictures of other servers: fetched by jobs, made anew here, kept for a while. No page ever asks their server."""
