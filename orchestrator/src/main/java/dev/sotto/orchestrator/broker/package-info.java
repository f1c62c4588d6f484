@NullMarked
package dev.sotto.orchestrator.broker;

import org.jspecify.annotations.NullMarked;
