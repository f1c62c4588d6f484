@org.jspecify.annotations.NullMarked
package dev.sotto.config;
