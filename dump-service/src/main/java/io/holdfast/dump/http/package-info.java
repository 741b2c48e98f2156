/** What dump-service knows, read-only. */
@NullMarked
package io.holdfast.dump.http;

import org.jspecify.annotations.NullMarked;
