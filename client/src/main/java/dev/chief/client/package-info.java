/** What workers written in Java import to talk to Chief: {@link dev.chief.client.Monitor}. Depends on nothing but Java. */
@NullMarked
package dev.chief.client;

import org.jspecify.annotations.NullMarked;
