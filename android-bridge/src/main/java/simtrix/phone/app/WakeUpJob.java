package simtrix.phone.app;

import android.app.job.JobParameters;
import android.app.job.JobService;

/** Every reason for which Android wakes this app leads to the same: look, judge, send. */
public final class WakeUpJob extends JobService {

  @Override
  public boolean onStartJob(JobParameters parameters) {
    PhoneParts parts = ((PhoneApp) getApplication()).parts();
    boolean daily = parameters.getJobId() == AppJobs.DAILY;
    parts.wakeUp(daily, () -> jobFinished(parameters, false));
    return true;
  }

  /** What goes on in the process goes on; what Android stops it for comes again. */
  @Override
  public boolean onStopJob(JobParameters parameters) {
    return true;
  }
}
