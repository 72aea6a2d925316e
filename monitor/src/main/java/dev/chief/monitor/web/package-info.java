/** The monitor's pages: view models become HTML here, and the files that pages need are kept ready to be served. */
@NullMarked
package dev.chief.monitor.web;

import org.jspecify.annotations.NullMarked;
