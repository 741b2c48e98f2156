/** What happened, told to a person in one line. */
@NullMarked
package io.holdfast.events.telling;

import org.jspecify.annotations.NullMarked;
