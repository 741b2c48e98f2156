/** What the doctor of notify-service checks. */
@NullMarked
package io.holdfast.notify.doctor;

import org.jspecify.annotations.NullMarked;
