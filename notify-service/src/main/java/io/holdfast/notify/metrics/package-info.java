/** How deliveries stand, in numbers and for the doctor. */
@NullMarked
package io.holdfast.notify.metrics;

import org.jspecify.annotations.NullMarked;
