/** Checks settings files, and writes new ones. */
@NullMarked
package io.holdfast.cli.config;

import org.jspecify.annotations.NullMarked;
