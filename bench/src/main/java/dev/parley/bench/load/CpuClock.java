package dev.parley.bench.load;

/** Processor time that some process has used. */
@FunctionalInterface
public interface CpuClock {

  /** User and system time so far, nanoseconds. */
  long nanos();
}
