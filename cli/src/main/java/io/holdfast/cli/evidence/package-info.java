/** What an auditor is handed: what happened, from the log, so that a missing or altered event shows. */
@NullMarked
package io.holdfast.cli.evidence;

import org.jspecify.annotations.NullMarked;
