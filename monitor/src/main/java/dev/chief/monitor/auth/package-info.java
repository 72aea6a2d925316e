/**
 * Who may do what: accounts, sessions, API keys, and the rules for each request. {@link dev.chief.monitor.auth.Auth} is the
 * door. It knows nothing of the HTTP server that asks it.
 */
@NullMarked
package dev.chief.monitor.auth;

import org.jspecify.annotations.NullMarked;
