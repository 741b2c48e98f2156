/** What a service finds when it examines itself and its surroundings, from where it runs. */
@NullMarked
package io.holdfast.events.doctor;

import org.jspecify.annotations.NullMarked;
