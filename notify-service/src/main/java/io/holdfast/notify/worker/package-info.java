/** Workers that send due deliveries and retry them. */
@NullMarked
package io.holdfast.notify.worker;

import org.jspecify.annotations.NullMarked;
