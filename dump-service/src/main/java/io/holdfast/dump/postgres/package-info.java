/** The runs in the catalogue. Plain SQL: every change here is a conditional update, fenced by the attempt, which SQL says best. */
@NullMarked
package io.holdfast.dump.postgres;

import org.jspecify.annotations.NullMarked;
