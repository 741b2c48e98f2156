/** Commands that change something; they do it only by publishing a request. */
@NullMarked
package io.holdfast.cli.commands.request;

import org.jspecify.annotations.NullMarked;
