// In place of the site's script, in tests.
