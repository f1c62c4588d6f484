@NullMarked
package dev.sotto.orchestrator.desk;

import org.jspecify.annotations.NullMarked;
