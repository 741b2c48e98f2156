/** Evidence for auditors: events of the event log in a form in which missing or altered events can be detected. */
@NullMarked
package io.holdfast.cli.evidence;

import org.jspecify.annotations.NullMarked;
