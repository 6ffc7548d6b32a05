/** Random programs of Deferreds, run here and on Twisted. */
@org.jspecify.annotations.NullMarked
package dev.heddle.proof.oracle;
