/** Tests of the tests, and long ones. There is nothing here but those. */
@NullMarked
package dev.heddle.proof;

import org.jspecify.annotations.NullMarked;
