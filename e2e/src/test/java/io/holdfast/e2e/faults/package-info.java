/** Crashes, outages and full disks: nothing is lost, and nothing is done twice (promise 4). */
@NullMarked
package io.holdfast.e2e.faults;

import org.jspecify.annotations.NullMarked;
