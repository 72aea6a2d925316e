/**
 * HTTP without a word of the monitor's business: {@link dev.chief.monitor.http.HttpServer} takes requests, holds their bounds
 * of size and time, and lets a {@link dev.chief.monitor.http.Handler} answer them, most often {@link dev.chief.monitor.http.Routes}.
 */
@NullMarked
package dev.chief.monitor.http;

import org.jspecify.annotations.NullMarked;
