/** restore-service: plans a restore first, then executes exactly that plan. */
@NullMarked
package io.holdfast.restore;

import org.jspecify.annotations.NullMarked;
