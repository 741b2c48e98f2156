/** One line of text for each event, for people. */
@NullMarked
package io.holdfast.events.text;

import org.jspecify.annotations.NullMarked;
