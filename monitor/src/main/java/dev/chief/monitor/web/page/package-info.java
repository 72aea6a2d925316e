/** What the pages of the monitor show: every sentence, number and shape decided, in plain types, before a template sees it. */
@NullMarked
package dev.chief.monitor.web.page;

import org.jspecify.annotations.NullMarked;
