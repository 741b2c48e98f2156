/** Read-only HTTP resources of dump-service. */
@NullMarked
package io.holdfast.dump.http;

import org.jspecify.annotations.NullMarked;
