@NullMarked
package dev.sotto.orchestrator.runner;

import org.jspecify.annotations.NullMarked;
