/** Plans drills: which backup is restored as a test, when, and what follows from the outcome. */
@NullMarked
package io.holdfast.verify.drilling;

import org.jspecify.annotations.NullMarked;
