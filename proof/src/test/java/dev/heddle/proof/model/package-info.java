/** Random programs on what is made of Deferreds, compared with small models of it (jqwik finds, and shrinks, them). */
@NullMarked
package dev.heddle.proof.model;

import org.jspecify.annotations.NullMarked;
