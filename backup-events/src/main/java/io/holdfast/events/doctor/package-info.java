/** The doctor: checks of a service and its environment, from where the service runs. */
@NullMarked
package io.holdfast.events.doctor;

import org.jspecify.annotations.NullMarked;
