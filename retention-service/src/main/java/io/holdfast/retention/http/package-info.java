/** The read-only HTTP API. */
@NullMarked
package io.holdfast.retention.http;

import org.jspecify.annotations.NullMarked;
