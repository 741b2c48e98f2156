/** The checks that every service applies to HTTP requests. */
@NullMarked
package io.holdfast.events.http;

import org.jspecify.annotations.NullMarked;
