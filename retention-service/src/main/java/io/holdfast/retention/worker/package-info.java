/** The jobs: planning, deleting, copying and scanning. */
@NullMarked
package io.holdfast.retention.worker;

import org.jspecify.annotations.NullMarked;
