/** Evidence as one page for people, with charts, without scripts and without anything from elsewhere. */
@NullMarked
package io.holdfast.cli.evidence.page;

import org.jspecify.annotations.NullMarked;
