/** The runs in the catalog. The package uses plain SQL, because every change is a conditional update that is fenced by the attempt. */
@NullMarked
package io.holdfast.dump.postgres;

import org.jspecify.annotations.NullMarked;
