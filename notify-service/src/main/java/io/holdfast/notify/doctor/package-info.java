/** Doctor checks of notify-service. */
@NullMarked
package io.holdfast.notify.doctor;

import org.jspecify.annotations.NullMarked;
