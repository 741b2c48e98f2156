/** What this service knows, read only. */
@NullMarked
package io.holdfast.restore.http;

import org.jspecify.annotations.NullMarked;
