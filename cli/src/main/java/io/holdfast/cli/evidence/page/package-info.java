/** Evidence as one HTML page with charts, without scripts and external resources. */
@NullMarked
package io.holdfast.cli.evidence.page;

import org.jspecify.annotations.NullMarked;
