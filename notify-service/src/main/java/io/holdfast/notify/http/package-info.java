/** Read-only HTTP resources of notify-service. */
@NullMarked
package io.holdfast.notify.http;

import org.jspecify.annotations.NullMarked;
