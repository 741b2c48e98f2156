/** What happened, told to a person in one line. */
@NullMarked
package io.holdfast.events.text;

import org.jspecify.annotations.NullMarked;
