/** Checks a file of settings before anything starts, and writes one to begin with. */
@NullMarked
package io.holdfast.cli.config;

import org.jspecify.annotations.NullMarked;
