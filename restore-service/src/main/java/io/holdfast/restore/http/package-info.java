/** Read-only HTTP API for plans and restores. */
@NullMarked
package io.holdfast.restore.http;

import org.jspecify.annotations.NullMarked;
